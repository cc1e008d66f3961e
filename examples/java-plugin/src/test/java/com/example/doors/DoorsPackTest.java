package com.example.doors;

import dev.vedette.testkit.PackContract;

/** The manifest and what it names. */
class DoorsPackTest extends PackContract {}
