/**
 * The analyst's console: static files that use nothing but the public REST API.
 *
 * <p>The pages are plain ES modules in this package's resources, without a build step and without any request to another
 * host. A strict content security policy holds that: scripts and styles come from here alone, and no text is ever
 * parsed as HTML or run (Trusted Types). The files hold no data and need no token; the API that they call does.
 */
@NullMarked
package dev.vedette.host.web;

import org.jspecify.annotations.NullMarked;
