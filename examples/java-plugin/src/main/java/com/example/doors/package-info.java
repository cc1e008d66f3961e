/** A parser, a rule and a reporter in Java. */
@NullMarked
package com.example.doors;

import org.jspecify.annotations.NullMarked;
