package dev.vedette.host.store.state;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.vedette.host.access.AccessRepository;
import dev.vedette.host.correlate.OffenseRepository;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.h2.api.ErrorCode;
import org.jdbi.v3.core.Jdbi;

/** The state database, open. Thread-safe; closed once. */
public final class StateStore implements AutoCloseable {
    private static final String MIGRATIONS = "classpath:dev/vedette/host/store/state";

    private final HikariDataSource pool;
    private final Jdbi jdbi;
    private final SqlOffenses offenses;
    private final LedgerTable ledger;
    private final SettingsTable settings;
    private final DeadLetterTable deadLetters;
    private final HoldTable holds;
    private final SqlAccess access;
    private final SourceTable sources;
    private final MarkTable marks;
    private final MoveTable moves;

    private StateStore(HikariDataSource pool) {
        this.pool = pool;
        this.jdbi = Jdbi.create(pool);
        this.offenses = new SqlOffenses(jdbi);
        this.ledger = new LedgerTable(jdbi);
        this.settings = new SettingsTable(jdbi);
        this.deadLetters = new DeadLetterTable(jdbi);
        this.access = new SqlAccess(jdbi);
        this.holds = new HoldTable(jdbi);
        this.sources = new SourceTable(jdbi);
        this.marks = new MarkTable(jdbi);
        this.moves = new MoveTable(jdbi);
    }

    /**
     * Opens the database in a folder, making both where they are missing; the folder is its owner's alone.
     *
     * @throws StateStoreException if another process has it open, or it cannot be brought to this version's schema
     */
    public static StateStore open(Path folder) throws IOException {
        makePrivate(folder);
        Path file = folder.resolve("state").toAbsolutePath();
        // WRITE_DELAY=0: a commit is on the disk when it returns. DB_CLOSE_ON_EXIT=FALSE: the host closes it, in order.
        String url = "jdbc:h2:file:" + file + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE;TRACE_LEVEL_FILE=0";
        probe(url, folder);
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setUsername("vedette");
        config.setPassword("");
        config.setPoolName("state");
        config.setMaximumPoolSize(4);
        config.setMinimumIdle(1);
        HikariDataSource pool = new HikariDataSource(config);
        try {
            migrate(pool);
        } catch (FlywayException e) {
            pool.close();
            throw new StateStoreException(
                    "the state database in " + folder + " cannot be brought to this version: " + e.getMessage(), e);
        }
        return new StateStore(pool);
    }

    private static void migrate(DataSource pool) {
        Flyway.configure()
                .dataSource(pool)
                .locations(MIGRATIONS)
                .outOfOrder(true) // numbers are given out when work begins, not when it is done
                .load()
                .migrate();
    }

    /** A first connection by hand: the pool would retry for long and hide the reason. */
    private static void probe(String url, Path folder) throws StateStoreException {
        try (Connection connection = DriverManager.getConnection(url, "vedette", "")) {
            connection.isValid(1);
        } catch (SQLException e) {
            String reason = e.getErrorCode() == ErrorCode.DATABASE_ALREADY_OPEN_1
                    ? "another host has it open; stop that one, or give this one a data folder of its own"
                    : e.getMessage();
            throw new StateStoreException("the state database in " + folder + " cannot be opened: " + reason, e);
        }
    }

    private static void makePrivate(Path folder) throws IOException {
        Files.createDirectories(folder);
        if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        }
    }

    public OffenseRepository offenses() {
        return offenses;
    }

    public LedgerTable ledger() {
        return ledger;
    }

    public SettingsTable settings() {
        return settings;
    }

    public HoldTable holds() {
        return holds;
    }

    public DeadLetterTable deadLetters() {
        return deadLetters;
    }

    public SourceTable sources() {
        return sources;
    }

    /** How far each source that is read has been taken in. */
    public MarkTable marks() {
        return marks;
    }

    /** Events on their way from one slice to another. */
    public MoveTable moves() {
        return moves;
    }

    /** Puts the database, as one transaction sees it, into a folder. */
    public void freeze(Path into) throws IOException {
        Path archive = into.resolve("state.zip");
        jdbi.useHandle(handle -> handle.execute(
                "BACKUP TO '" + archive.toAbsolutePath().toString().replace("'", "''") + "'"));
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(archive))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Files.copy(zip, into.resolve(Path.of(entry.getName()).getFileName()));
            }
        }
        Files.delete(archive);
    }

    /** Users, tokens and the audit log. */
    public AccessRepository access() {
        return access;
    }

    @Override
    public void close() {
        pool.close(); // H2 closes the file with the last connection
    }
}
