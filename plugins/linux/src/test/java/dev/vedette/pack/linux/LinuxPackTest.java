package dev.vedette.pack.linux;

import dev.vedette.testkit.PackContract;

class LinuxPackTest extends PackContract {}
