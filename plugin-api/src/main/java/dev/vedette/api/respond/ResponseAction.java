package dev.vedette.api.respond;

import dev.vedette.api.Incubating;
import java.io.IOException;
import java.util.Set;
import org.pf4j.ExtensionPoint;

/**
 * One kind of response, such as blocking an address on a firewall. Extension point, incubating; lifecycle as in
 * {@link dev.vedette.api}. This version of the host does not call it yet.
 *
 * <p><b>Order of calls:</b> {@link #plan}, then a person's or a policy's approval, then {@link #execute} with that very
 * plan, then perhaps {@link #revert}. A plan is good for one hour; the host makes a new one after that.
 * <b>Threading:</b> several requests at once, each on a thread that may block. <b>Budget:</b> 60 s a call, then the
 * thread is interrupted. <b>Errors:</b> an exception of {@code plan} means that the action cannot be taken, with the
 * message shown. One of {@code execute} or {@code revert} leaves it <i>unknown</i> whether something has changed: the host
 * says so, calls neither again by itself, and leaves it to a person. So report what you know as a
 * {@link ResponseOutcome}.
 *
 * <p>Example: {@code dev.vedette.api.examples.BlockAddressAction} in the tests of this module.
 */
@Incubating
public interface ResponseAction extends ExtensionPoint {
    /** Unique over all packs, for example {@code acme.block-address}. */
    String id();

    /** One line for people, for example {@code Block an address on the Acme firewall}. */
    String title();

    /** What it can be aimed at: names of ECS fields, for example {@code source.ip} or {@code user.name}. Asked once. */
    Set<String> targets();

    /**
     * Says what would happen: a dry run, which may ask but changes nothing.
     *
     * @param request what is wanted
     * @param context HTTP and settings
     * @throws IOException if it cannot be told, for example because the device does not answer
     * @throws InterruptedException if the host stops the call; let it through
     */
    ResponsePlan plan(ResponseRequest request, ResponseContext context) throws IOException, InterruptedException;

    /**
     * Does it. Called once for each approved plan.
     *
     * @param request what is wanted, as it was planned
     * @param plan what {@link #plan} returned for it
     * @param context HTTP and settings
     * @throws IOException if it is unknown whether something has changed
     * @throws InterruptedException if the host stops the call; let it through
     */
    ResponseOutcome execute(ResponseRequest request, ResponsePlan plan, ResponseContext context)
            throws IOException, InterruptedException;

    /**
     * Takes back what {@link #execute} did; called only if the plan was {@link ResponsePlan#reversible() reversible},
     * possibly by a later version of the pack.
     *
     * @param request what was wanted
     * @param undo the {@link ResponseOutcome#undo()} of the execution
     * @param context HTTP and settings
     * @throws IOException if it is unknown whether something has changed
     * @throws InterruptedException if the host stops the call; let it through
     */
    ResponseOutcome revert(ResponseRequest request, String undo, ResponseContext context)
            throws IOException, InterruptedException;
}
