package dev.vedette.pack.profile.finance;

import dev.vedette.testkit.PackContract;

class FinanceEuropePackTest extends PackContract {}
