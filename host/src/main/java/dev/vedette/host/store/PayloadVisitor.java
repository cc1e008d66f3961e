package dev.vedette.host.store;

import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.StoredFieldVisitor;

/** Takes the payload out of a stored document. */
final class PayloadVisitor extends StoredFieldVisitor {
    private byte[] bytes = new byte[0];

    @Override
    public Status needsField(FieldInfo field) {
        return field.name.equals(Names.PAYLOAD) ? Status.YES : Status.NO;
    }

    @Override
    public void binaryField(FieldInfo field, byte[] value) {
        bytes = value;
    }

    byte[] bytes() {
        return bytes;
    }
}
