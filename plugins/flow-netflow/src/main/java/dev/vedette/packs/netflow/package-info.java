/**
 * NetFlow v5, NetFlow v9 and IPFIX.
 *
 * <p>{@code NetflowDecoder} looks at the version; {@code NetflowV5} reads fixed records, {@code TemplatedSets} the sets of v9
 * and IPFIX, which share everything but their header. Each field of a record goes to a {@code FlowRecord}, which knows
 * where ECS wants it; what ECS has no place for is kept under {@code netflow.} with its IANA name in snake case.
 */
@NullMarked
package dev.vedette.packs.netflow;

import org.jspecify.annotations.NullMarked;
