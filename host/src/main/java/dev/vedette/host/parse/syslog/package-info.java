/**
 * The syslog header: RFC 5424, RFC 3164, and what devices send instead of either.
 *
 * <p>There is no grammar that real senders keep to, so the reader takes what it recognises from left to right and leaves
 * the rest to the message. It never throws, whatever the text, and uses no regular expression.
 */
@NullMarked
package dev.vedette.host.parse.syslog;

import org.jspecify.annotations.NullMarked;
