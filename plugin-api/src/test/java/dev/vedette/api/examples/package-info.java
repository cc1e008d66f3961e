/**
 * One small, complete example for each extension point, kept compiling and running by the tests of this module. They show
 * the shape of a point, not a product: copy {@code examples/java-plugin} to begin a pack.
 */
@NullMarked
package dev.vedette.api.examples;

import org.jspecify.annotations.NullMarked;
