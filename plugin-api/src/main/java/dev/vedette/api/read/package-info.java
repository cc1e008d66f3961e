/**
 * Container files (EVTX, pcap, zip) taken apart into raw records.
 */
@NullMarked
package dev.vedette.api.read;

import org.jspecify.annotations.NullMarked;
