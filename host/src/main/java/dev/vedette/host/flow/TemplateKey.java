package dev.vedette.host.flow;

/** A template of an exporter: its ids are its domain's own. */
record TemplateKey(long domain, int id) {}
