/**
 * Events as others read them: ECS as JSON for the API, the command line and whoever pipes it further.
 *
 * <p>This is the edge at which an event is serialised; inside the pipeline nothing is.
 */
@NullMarked
package dev.vedette.host.export;

import org.jspecify.annotations.NullMarked;
