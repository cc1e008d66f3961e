/**
 * The composition root: where the program starts and where its packages are wired together. Nothing but this package
 * knows all the others.
 */
@NullMarked
package dev.vedette.host;

import org.jspecify.annotations.NullMarked;
