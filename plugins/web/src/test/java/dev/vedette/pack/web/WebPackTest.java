package dev.vedette.pack.web;

import dev.vedette.testkit.PackContract;

class WebPackTest extends PackContract {}
