package dev.vedette.host;

/** The program's entry point. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        String version = Main.class.getPackage().getImplementationVersion();
        System.out.println("vedette " + (version == null ? "development" : version));
    }
}
