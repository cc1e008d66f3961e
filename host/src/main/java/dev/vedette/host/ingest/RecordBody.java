package dev.vedette.host.ingest;

import dev.vedette.api.event.Origin;
import dev.vedette.api.event.RawRecord;
import io.vertx.core.json.JsonObject;
import java.time.Clock;

/** A body whose lines or JSON values are the records. */
final class RecordBody implements BodyReader {
    private final Splitter splitter;
    private final Origin origin;
    private final ReceiverCounters counters;
    private final Clock clock;

    RecordBody(Splitter splitter, Origin origin, ReceiverCounters counters, Clock clock) {
        this.splitter = splitter;
        this.origin = origin;
        this.counters = counters;
        this.clock = clock;
    }

    @Override
    public void feed(byte[] data, int from, int to, IngestRequest request) {
        splitter.feed(data, from, to, new Sink(request));
    }

    @Override
    public void finish(IngestRequest request) {
        splitter.finish(new Sink(request));
    }

    @Override
    public void answer(IngestRequest request) {
        JsonObject body = new JsonObject().put("accepted", request.accepted());
        if (request.status() != IngestRequest.OK) {
            body.put("error", request.error());
        }
        request.reply(request.status(), body.encode() + "\n");
    }

    private final class Sink implements FrameSink {
        private final IngestRequest request;

        Sink(IngestRequest request) {
            this.request = request;
        }

        @Override
        public void record(byte[] bytes) {
            request.offer(new RawRecord(bytes, clock.instant(), origin));
        }

        @Override
        public void cut(byte[] beginning, long lostBytes) {
            counters.cut();
            request.refuse(413, "the record behind the accepted ones is longer than " + beginning.length + " bytes");
        }

        @Override
        public void broken(String reason) {
            counters.broken();
            request.refuse(400, "the JSON behind the accepted records is broken: " + reason);
        }
    }
}
