package meta.core.reconcile;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import meta.core.kernel.KernelPort;
import meta.netlink.Errno;
import meta.netlink.IpAddress;
import meta.netlink.socket.Reply;
import meta.spi.net.Hop;
import meta.spi.net.Netns;
import meta.spi.net.NetworkObject;
import meta.spi.net.Route;
import meta.spi.net.SysctlValue;

/**
 * Sends batches of changes to the kernel. Retries a rejected change with an alternative, if there is one ({@link ErrnoPolicy}). An instance
 * remembers which devices it has tried to create, for the changes of their sysctls.
 */
final class BatchExecution {
    /** How often a change other than that of a sysctl is sent at most in one {@link #apply}. */
    private static final int ROUNDS = 3;

    private final KernelPort kernel;
    private final AddressOwnerLookup owners;
    private final Predicate<String> isThirdParty;
    private final IndexResolver indexes;
    private final ChangeSender sender;

    /** @param isThirdParty whether a step with this name is a third party's */
    BatchExecution(KernelPort kernel, AddressOwnerLookup owners, Predicate<String> isThirdParty) {
        this.kernel = kernel;
        this.owners = owners;
        this.isThirdParty = isThirdParty;
        indexes = new IndexResolver(kernel);
        sender = new ChangeSender(kernel, indexes);
    }

    /**
     * {@return the results for the planned changes, in the order of the batch} A failed socket or an invalid reply causes no exception.
     *
     * @param batch changes of one batch of {@link Batches}; not empty
     */
    List<ChangeResult> apply(List<Change> batch) {
        if (batch.getFirst().object() instanceof SysctlValue setting) {
            return List.of(applySetting(batch.getFirst(), setting));
        }
        List<Change> tried = new ArrayList<>(batch);
        List<ChangeResult> results = new ArrayList<>(sender.send(tried));
        for (int round = 1; round < ROUNDS && chooseAlternatives(tried, results); round++) {
            resendRejected(tried, results);
        }
        List<ChangeResult> ofBatch = new ArrayList<>();
        for (int i = 0; i < results.size(); i++) {
            ofBatch.add(results.get(i).of(batch.get(i)));
        }
        return ofBatch;
    }

    private ChangeResult applySetting(Change change, SysctlValue setting) {
        boolean ofCreatedDevice = sender.hasCreated(SysctlChangeExecution.device(setting));
        try {
            return new SysctlChangeExecution(kernel, change, ofCreatedDevice).apply();
        } catch (RuntimeException e) {
            return new ChangeResult.Rejected(change, ErrnoPolicy.withoutAnswer(e));
        }
    }

    /**
     * Replaces the rejected changes among the tried ones by their alternatives. If an alternative is unnecessary or has a {@linkplain
     * #conflict conflict}, or if the search for it throws an exception, changes the result instead.
     *
     * @return whether a change was replaced
     */
    private boolean chooseAlternatives(List<Change> tried, List<ChangeResult> results) {
        ExistingObjectFinder existing = new ExistingObjectFinder(kernel, indexes);
        boolean found = false;
        for (int i = 0; i < tried.size(); i++) {
            if (results.get(i) instanceof ChangeResult.Rejected rejected) {
                found |= chooseAlternative(i, rejected, existing, tried, results);
            }
        }
        return found;
    }

    private boolean chooseAlternative(
            int index,
            ChangeResult.Rejected rejected,
            ExistingObjectFinder existing,
            List<Change> tried,
            List<ChangeResult> results) {
        Change change = rejected.change();
        try {
            Optional<Change> alternative = alternative(change, rejected.reply().errno(), existing);
            if (alternative.isEmpty()) {
                return false;
            }
            Optional<Reply.Rejected> conflict = conflict(alternative.get(), rejected.reply());
            if (conflict.isPresent()) {
                results.set(index, new ChangeResult.Rejected(change, conflict.get()));
                return false;
            }
            if (isUnnecessary(alternative.get())) {
                results.set(index, new ChangeResult.Unchanged(change));
                return false;
            }
            tried.set(index, alternative.get());
            return true;
        } catch (RuntimeException e) {
            results.set(index, new ChangeResult.Rejected(change, ErrnoPolicy.withoutAnswer(e)));
            return false;
        }
    }

    private static Optional<Change> alternative(Change change, Errno errno, ExistingObjectFinder existing) {
        if (ErrnoPolicy.saysExists(errno) && change instanceof Change.Create create) {
            return existing.find(create.after())
                    .map(found -> new Change.Replace(create.step(), create.reason(), found, create.after()));
        }
        if (ErrnoPolicy.saysExists(errno) && change instanceof Change.Replace replace) {
            // for example, an earlier request has applied this replacement, but its reply was lost
            return existing.find(replace.after())
                    .filter(replace.after()::equals)
                    .map(found -> new Change.Replace(replace.step(), replace.reason(), found, replace.after()));
        }
        return ErrnoPolicy.mayRejectSource(errno) ? withoutSource(change) : Optional.empty();
    }

    /** {@return a rejection if the alternative would replace another pod's route or, for a third party, an object of another program} */
    private Optional<Reply.Rejected> conflict(Change alternative, Reply.Rejected reply) {
        return otherOwner(alternative)
                .or(() -> ofOtherProgram(alternative))
                .map(reason -> new Reply.Rejected(reply.errno(), reason, reply.offset()));
    }

    /** {@return why the step must not replace the existing object, which no snapshot contained before; empty if it may} */
    private Optional<String> ofOtherProgram(Change alternative) {
        return alternative instanceof Change.Replace replace
                        && !replace.before().equals(replace.after())
                        && isThirdParty.test(replace.step())
                ? ThirdPartyChangeReview.replacement(replace.before())
                : Optional.empty();
    }

    /** {@return a text about another pod whose host route the alternative would replace; empty if there is none} */
    private Optional<String> otherOwner(Change alternative) {
        if (alternative instanceof Change.Replace(String _, String _, Route before, Route after)
                && alternative.netns() == Netns.HOST
                && before.destination().isSingle()
                && !before.hops().equals(after.hops())) {
            for (Hop hop : before.hops()) {
                Optional<String> owner = owners.otherOwner(before.destination().address(), hop.device());
                if (owner.isPresent()) {
                    return owner;
                }
            }
        }
        return Optional.empty();
    }

    private static boolean isUnnecessary(Change change) {
        return change instanceof Change.Replace replace && replace.before().equals(replace.after());
    }

    /**
     * {@return the change without the preferred source of its IPv6 route; empty if it has none} Older kernels do not accept the address of
     * another device as a source. A kernel can also reject a tentative address.
     */
    private static Optional<Change> withoutSource(Change change) {
        return switch (change) {
            case Change.Create create ->
                withoutSource(create.after()).map(after -> new Change.Create(create.step(), create.reason(), after));
            case Change.Replace replace ->
                withoutSource(replace.after())
                        .map(after -> new Change.Replace(replace.step(), replace.reason(), replace.before(), after));
            case Change.Delete _ -> Optional.empty();
        };
    }

    private static Optional<NetworkObject> withoutSource(NetworkObject object) {
        boolean hasSource = object instanceof Route route
                && !route.source().isIpv4()
                && !route.source().isUnspecified();
        return hasSource && object instanceof Route route
                ? Optional.of(route.withSource(
                        IpAddress.unspecified(route.destination().family())))
                : Optional.empty();
    }

    /** Also sends changes without an alternative, because they may depend on one that has an alternative. */
    private void resendRejected(List<Change> tried, List<ChangeResult> results) {
        List<Integer> indexesOfRejected = new ArrayList<>();
        List<Change> changes = new ArrayList<>();
        for (int i = 0; i < tried.size(); i++) {
            if (results.get(i) instanceof ChangeResult.Rejected) {
                indexesOfRejected.add(i);
                changes.add(tried.get(i));
            }
        }
        List<ChangeResult> again = sender.send(changes);
        for (int i = 0; i < indexesOfRejected.size(); i++) {
            results.set(indexesOfRejected.get(i), again.get(i));
        }
    }
}
