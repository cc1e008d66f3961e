package dev.vedette.packs.netflow;

import dev.vedette.testkit.PackContract;

class FlowNetflowPackTest extends PackContract {}
