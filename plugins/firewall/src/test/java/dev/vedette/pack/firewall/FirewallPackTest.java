package dev.vedette.pack.firewall;

import dev.vedette.testkit.PackContract;

class FirewallPackTest extends PackContract {}
