package dev.vedette.packs.netflow;

import dev.vedette.api.event.EventDraft;
import dev.vedette.api.event.RawRecord;
import dev.vedette.api.flow.FlowContext;
import dev.vedette.api.parse.ParseResult;
import org.jspecify.annotations.Nullable;

/** The sets of one NetFlow v9 or IPFIX message: templates, options templates, and the data that they describe. */
final class TemplatedSets {
    private static final int FIRST_DATA_SET = 256;

    private final byte[] data;
    private final Header header;
    private final Elements elements;
    private final EventDraft draft;
    private final FlowContext context;
    private final FlowRecord flow;
    private final Sampling sampling;
    private final boolean ipfix;
    private long dataRecords;
    private boolean awaits;
    private @Nullable String trouble;

    TemplatedSets(RawRecord datagram, Header header, Elements elements, EventDraft draft, FlowContext context) {
        this.data = datagram.bytes();
        this.header = header;
        this.elements = elements;
        this.draft = draft;
        this.context = context;
        this.flow = new FlowRecord(header, datagram.origin().sender());
        this.sampling = new Sampling(context.templates(), header.domain);
        this.ipfix = header.version == 10;
    }

    /** Options and flows read so far. */
    long dataRecords() {
        return dataRecords;
    }

    ParseResult decode(int from, int end) {
        int at = from;
        while (trouble == null && at + 4 <= end) {
            int id = Bits.u16(data, at);
            int length = Bits.u16(data, at + 2);
            if (length < 4) {
                if (!Bits.zero(data, at, end)) { // zeros to the end are padding
                    trouble = "the set at byte " + at + " says that it has " + length + " bytes";
                }
                break;
            }
            int setEnd = Math.min(at + length, end);
            set(id, at + 4, setEnd);
            if (at + length > end && trouble == null) {
                trouble = "the datagram ends inside the set at byte " + at + ": " + (end - at) + " of " + length
                        + " bytes";
            }
            at += length;
        }
        if (trouble != null) {
            return ParseResult.malformed(trouble);
        }
        if (draft.ended() > 0 || awaits) {
            return draft.ended() > 0 ? ParseResult.parsed() : ParseResult.filtered("no-template");
        }
        return ParseResult.filtered("templates-and-options");
    }

    private void set(int id, int from, int end) {
        if (id >= FIRST_DATA_SET) {
            data(id, from, end);
        } else if (id == (ipfix ? 2 : 0)) {
            templates(from, end, false);
        } else if (id == (ipfix ? 3 : 1)) {
            templates(from, end, true);
        } // all others are reserved: they mean nothing yet
    }

    private void templates(int from, int end, boolean options) {
        int at = from;
        int head = options ? 6 : 4;
        while (trouble == null && at + 4 <= end) {
            int id = Bits.u16(data, at);
            int count = Bits.u16(data, at + 2);
            if (id < FIRST_DATA_SET) {
                if (!Bits.zero(data, at, end)) {
                    trouble = "a template at byte " + at + " has the reserved id " + id;
                }
                return; // padding
            }
            if (ipfix && count == 0) {
                context.templates().remove(header.domain, id);
                at += 4;
                continue;
            }
            if (at + head > end) {
                trouble = "a template set ends inside the head of template " + id;
                return;
            }
            int second = options ? Bits.u16(data, at + 4) : 0;
            int scope = !options ? -1 : ipfix ? second : count / 4;
            int fields = !options || ipfix ? count : (count + second) / 4; // v9 counts the bytes of both parts
            at = template(id, scope, fields, at + head, end);
        }
    }

    /** Reads a template's fields and keeps it; gives the place behind it. */
    private int template(int id, int scope, int count, int from, int end) {
        int at = from;
        if (count == 0 || count * 4 > end - from) {
            trouble = "template " + id + " says " + count + " fields, for which its set has no room";
            return end;
        }
        int[] ids = new int[count];
        int[] lengths = new int[count];
        long[] enterprises = new long[count];
        for (int i = 0; i < count; i++) {
            boolean enterprise = ipfix && at + 4 <= end && (data[at] & 0x80) != 0;
            if (at + (enterprise ? 8 : 4) > end) {
                trouble = "a template set ends inside template " + id;
                return end;
            }
            ids[i] = Bits.u16(data, at) & (enterprise ? 0x7FFF : 0xFFFF);
            lengths[i] = Bits.u16(data, at + 2);
            enterprises[i] = enterprise ? Bits.u32(data, at + 4) : 0;
            at += enterprise ? 8 : 4;
        }
        Template template = new Template(scope, ids, lengths, enterprises);
        if (template.minLength == 0) {
            trouble = "template " + id + " describes records of no length";
            return end;
        }
        context.templates().put(header.domain, id, template.toBytes());
        return at;
    }

    private void data(int id, int from, int end) {
        byte[] kept = context.templates().get(header.domain, id);
        Template template = kept == null ? null : Template.ofBytes(kept);
        if (template == null) {
            context.awaitTemplate(header.domain, id);
            awaits = true;
            return;
        }
        int at = from;
        while (trouble == null && end - at >= template.minLength && !isPadding(template, at, end)) {
            if (draft.ended() >= EventDraft.MAX_EVENTS) {
                trouble = "the datagram holds more than " + EventDraft.MAX_EVENTS + " flows";
                return;
            }
            at = record(template, at, end);
        }
    }

    /** Up to three zero bytes may fill a set up; only a template of tiny records could mistake them for one. */
    private boolean isPadding(Template template, int at, int end) {
        return end - at < 4 && template.minLength < 4 && Bits.zero(data, at, end);
    }

    private int record(Template template, int from, int end) {
        int at = from;
        flow.begin();
        sampling.begin();
        for (int i = 0; i < template.ids.length; i++) {
            int length = template.lengths[i];
            if (length == Template.VARIABLE && at < end) {
                length = Bits.u8(data, at++);
                if (length == 255 && at + 2 <= end) {
                    length = Bits.u16(data, at);
                    at += 2;
                }
            }
            if (length > end - at) {
                trouble = "a record at byte " + from + " runs beyond its set";
                return end;
            }
            field(template, i, at, length);
            at += length;
        }
        dataRecords++;
        if (template.options()) {
            sampling.keep();
        } else {
            flow.samplingInterval(sampling.interval());
            flow.write(draft);
            draft.nextEvent();
        }
        return at;
    }

    private void field(Template template, int index, int at, int length) {
        int id = template.ids[index];
        long enterprise = template.enterprises[index];
        if (enterprise == 0) {
            sampling.take(id, data, at, length);
        }
        if (template.options()) {
            return;
        }
        Element element = elements.get(enterprise, id);
        if (element != null) {
            flow.take(element, data, at, length);
        }
    }
}
