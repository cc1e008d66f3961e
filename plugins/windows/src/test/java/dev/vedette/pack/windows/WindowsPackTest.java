package dev.vedette.pack.windows;

import dev.vedette.testkit.PackContract;

/** The manifest, every parser and rule, and every vector, checked by the host's own code. */
class WindowsPackTest extends PackContract {}
