package dev.vedette.host.store;

/** One hit of a scan: a document of a segment of a slice. */
record Hit(Slice slice, SegmentHits segment, int doc) {}
