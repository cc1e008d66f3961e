package dev.vedette.pack.self;

import dev.vedette.testkit.PackContract;

class SelfPackTest extends PackContract {}
