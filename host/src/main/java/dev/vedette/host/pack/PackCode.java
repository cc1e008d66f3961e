package dev.vedette.host.pack;

import java.util.Locale;

/**
 * Why a pack is refused, not active or quarantined. The codes are stable: docs/packs.md has a paragraph on each.
 */
public enum PackCode {
    ARCHIVE_MISSING("Check the path; a pack is one .jar or .zip file"),
    ARCHIVE_CORRUPT("Build or download the archive again and compare its SHA-256; test it with 'unzip -t'"),
    ARCHIVE_TOO_LARGE("Leave out what a pack does not need, or split it; docs/packs.md names the limits"),
    ARCHIVE_BOMB("Pack the file less tightly or leave it out: data this repetitive does not belong into a pack"),
    PATH_UNSAFE("Build the archive with plain relative paths and slashes, for example with 'jar' or 'zip -r'"),
    ENTRY_DUPLICATE("Build the archive again so that every path stands in it once"),
    SYMLINK("Put the file itself into the archive instead of a link ('zip' without -y follows links)"),
    FILE_NOT_TEXT("Save the file as UTF-8"),
    MANIFEST_MISSING("Put pack.yml at the root of the archive, not into a folder"),
    MANIFEST_INVALID("Correct pack.yml at the place named; docs/packs.md describes every key"),
    RANGE_OPEN("Close the range at both ends, for example \">=1.0.0 <2.0.0\""),
    API_MISMATCH("Install a version of the pack made for this API, or a Vedette whose API is in the range"),
    HOST_MISMATCH("Install a version of the pack made for this Vedette, or a Vedette that is in the range"),
    FILE_NOT_FOUND("Correct the path under 'provides' in pack.yml, or add the file to the archive"),
    CODE_UNSIGNED("If you trust its Java with everything this process may do, set packs.unsigned-code: allow"
            + " (environment: VEDETTE_PACKS__UNSIGNED_CODE=allow) and start again"),
    API_BUNDLED("Leave those classes out of the jar: the host brings them (Maven: <scope>provided</scope>; shade:"
            + " exclude the artifact)"),
    INDEX_MISSING("The jar was compiled on JDK 23+ without an annotation processor path: add <proc>full</proc> to"
            + " maven-compiler-plugin with org.pf4j:pf4j on annotationProcessorPaths (javac: -processor"
            + " org.pf4j.processor.ExtensionAnnotationProcessor), and annotate each extension with @Extension"),
    INDEX_MISMATCH("Let provides.java in pack.yml name exactly the classes annotated with @Extension, each under"
            + " every extension point that it implements, and build from clean"),
    CODE_UNDECLARED("Name the extension classes under provides.java in pack.yml, or leave the classes out"),
    CLASS_MISSING("Put the class, and every library it needs, into the jar or its lib/ folder; of the host a pack"
            + " sees only dev.vedette.api, org.pf4j, org.slf4j and org.jspecify"),
    CLASS_BROKEN("Let the extension be a public class whose public constructor without parameters does nothing that"
            + " can fail"),
    LOAD_TIMEOUT("Let constructors and static initialisers return at once; the thread that is stuck cannot be"
            + " stopped and ends with the process"),
    CONTENT_REFUSED("Correct the file at the place named and build the pack again"),
    VECTORS_FAILED("Run 'vedette pack test' on the pack and correct the parser, the rule or the vector"),
    EXTENSION_DUPLICATE("Give it an id of its own, or remove the other pack first"),
    ACTIVATION_FAILED("This is a defect of the host: please report it with the log of this moment"),
    DUPLICATE_ID("Keep one archive of each pack in the packs folder and delete the other"),
    NOT_AN_ARCHIVE("Build one .jar or .zip of the folder and put that into the packs folder"),
    NOT_NEWER("Raise the version in pack.yml; to go back to an older one use 'vedette pack rollback'"),
    NOT_INSTALLED("'vedette pack list' names the packs that are there"),
    NO_PREVIOUS("Install the archive of the version you want"),
    STORAGE("Check that the packs folder can be written and has room"),
    SAFE_MODE("Start without packs.safe-mode to use packs again"),
    HOST_CLOSED("Start the host again"),
    PAUSED("It is tried again by itself; correct the pack and install the next version"),
    THREADS_LOST("Correct the endless loop or the runaway expression (use GuardedPattern) and install the next"
            + " version; the threads that are stuck end only with the process"),
    CLOSE_FAILED("Let close() return soon and throw nothing; the pack is unloaded all the same"),
    DRAIN_TIMEOUT("Nothing to do; its memory is freed when the calls under way end, at the latest with the process");

    private final String remedy;

    PackCode(String remedy) {
        this.remedy = remedy;
    }

    /** What to do, as a sentence without its full stop. */
    public String remedy() {
        return remedy;
    }

    /** The stable code, for example {@code api-bundled}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
