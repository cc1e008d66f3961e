package dev.vedette.api.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import org.junit.jupiter.api.Test;

/** The cap on names from content, in a class loader of its own: the table is global and would stay full. */
class ContentNamesTest {
    @Test
    void a_hostile_sender_cannot_fill_the_memory_with_names() throws ReflectiveOperationException, IOException {
        URL api = Fields.class.getProtectionDomain().getCodeSource().getLocation();
        URL resources = new URL(
                Fields.class.getResource("ecs-9.tsv").toString().replace("dev/vedette/api/event/ecs-9.tsv", ""));
        try (URLClassLoader apart =
                new URLClassLoader(new URL[] {api, resources}, ClassLoader.getPlatformClassLoader())) {
            Class<?> fields = apart.loadClass("dev.vedette.api.event.Fields");
            var ofContent = fields.getMethod("ofContent", String.class);
            for (int i = 0; i < Fields.MAX_CONTENT_NAMES; i++) {
                ofContent.invoke(null, "hostile.k" + i);
            }
            assertThat(ofContent.invoke(null, "hostile.k99999")).isNotNull();
            assertThat(ofContent.invoke(null, "hostile.one_more")).isNull();
            assertThat(ofContent.invoke(null, "source.ip"))
                    .as("ECS names always work")
                    .isNotNull();
            var of = apart.loadClass("dev.vedette.api.event.Field").getMethod("of", String.class);
            assertThat(of.invoke(null, "pack.of_an_author"))
                    .as("so do an author's")
                    .isNotNull();
        }
    }
}
