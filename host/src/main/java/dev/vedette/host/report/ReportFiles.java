package dev.vedette.host.report;

import dev.vedette.api.report.ReportData;
import dev.vedette.api.report.Reporter;
import dev.vedette.host.pack.Budget;
import dev.vedette.host.pack.LoadedPack;
import dev.vedette.host.pack.PackGuard;
import dev.vedette.host.pack.PluginFault;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets reporters write. */
final class ReportFiles {
    private static final Logger log = LoggerFactory.getLogger(ReportFiles.class);
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Supplier<List<LoadedPack>> packs;
    private final PackGuard guard;

    ReportFiles(Supplier<List<LoadedPack>> packs, PackGuard guard) {
        this.packs = packs;
        this.guard = guard;
    }

    /** A reporter and the guard's handle of it. */
    record Entry(Reporter reporter, String format, PackGuard.Plugin plugin) {}

    private List<Entry> entries() {
        List<Entry> entries = new ArrayList<>();
        for (LoadedPack pack : packs.get()) {
            for (Reporter reporter : pack.extensions(Reporter.class)) {
                String className = reporter.getClass().getSimpleName();
                PackGuard.Plugin plugin = guard.plugin(pack.id(), className, Budget.REPORT);
                try {
                    entries.add(new Entry(reporter, guard.call(plugin, reporter::format), plugin));
                } catch (PluginFault e) {
                    log.warn("Left a reporter out: {}", e.getMessage()); // one that cannot say its format is none
                }
            }
        }
        return entries;
    }

    List<String> formats() {
        return entries().stream().map(Entry::format).distinct().sorted().toList();
    }

    Entry reporter(String format) throws ReportException {
        List<Entry> entries = entries();
        for (Entry entry : entries) {
            if (entry.format().equals(format)) {
                return entry;
            }
        }
        throw new ReportException(
                entries.isEmpty()
                        ? "no pack with a reporter is active; install one, for example dev.vedette.report-html"
                        : "no active pack writes the format '" + format + "'; there are "
                                + String.join(", ", formats()));
    }

    String mediaType(String format) throws ReportException {
        Entry entry = reporter(format);
        try {
            return guard.call(entry.plugin(), entry.reporter()::mediaType);
        } catch (PluginFault e) {
            throw new ReportException(e.getMessage() == null ? "the reporter failed" : e.getMessage(), e);
        }
    }

    /** {@code offenses-acme-20261122T150000Z.html}: made of the report, nothing of it able to leave the folder. */
    String name(ReportData data, String extension) {
        String client = data.client().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
        String shortened = client.length() <= 40 ? client : client.substring(0, 40);
        return data.name() + "-" + shortened.replaceAll("^-|-$", "") + "-" + STAMP.format(data.generatedAt()) + "."
                + extension.replaceAll("[^A-Za-z0-9.]", "");
    }

    String extension(String format) throws ReportException {
        Entry entry = reporter(format);
        try {
            return guard.call(entry.plugin(), entry.reporter()::fileExtension);
        } catch (PluginFault e) {
            throw new ReportException(e.getMessage() == null ? "the reporter failed" : e.getMessage(), e);
        }
    }

    byte[] bytes(ReportData data, String format) throws ReportException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        run(data, format, out);
        return out.toByteArray();
    }

    Path write(ReportData data, String format, Path file) throws ReportException, IOException {
        Path absolute = file.toAbsolutePath();
        Path folder = absolute.getParent();
        if (folder == null) {
            throw new IOException(file + " is no file name");
        }
        Files.createDirectories(folder);
        Path partial = Files.createTempFile(folder, ".report-", ".part");
        try {
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(partial))) {
                run(data, format, out);
            }
            Files.move(partial, absolute, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(partial);
        }
        return absolute;
    }

    private void run(ReportData data, String format, OutputStream out) throws ReportException {
        Entry entry = reporter(format);
        try {
            guard.run(entry.plugin(), () -> entry.reporter().render(data, out));
        } catch (PluginFault e) {
            throw new ReportException(
                    "the report was not written: " + (e.getMessage() == null ? "the reporter failed" : e.getMessage()),
                    e);
        }
    }
}
