package dev.vedette.api;

/** The semantic version of this API (https://semver.org); it moves apart from the product's own version. */
public final class ApiVersion {
    /**
     * The version that this jar implements. A pack names the range it works with as {@code requires.api} in
     * {@code pack.yml}, closed at both ends: {@code ">=1.0.0 <2.0.0"}.
     */
    public static final String CURRENT = "1.0.0";

    private ApiVersion() {}
}
