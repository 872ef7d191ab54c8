package meta.core.keep;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import meta.core.keep.RepairSchedule.Due;
import meta.core.keep.RepairSchedule.Ending;
import org.junit.jupiter.api.Test;

/** Repairs wait until no more events arrive, are tried again after a failure, and take a limited share of the processor time. */
class RepairScheduleTest {
    private static final Ending UNCHANGED = new Ending.Unchanged();
    private static final Ending FAILED = new Ending.Failed();
    private static final Ending BUSY = new Ending.Busy();
    private static final Ending OFF = new Ending.Off();
    private static final Ending CHANGED = new Ending.Changed();
    private static final long HOUR = 3_600_000;

    private final RepairSchedule schedule = new RepairSchedule(0, () -> 0.5);
    private long now;

    /** Adds attachments, and repairs each of them once. Afterwards, no repair is due until an event or the next regular check. */
    private void kept(String... keys) {
        for (String key : keys) {
            schedule.put(key, key, false, CauseKind.START, now);
        }
        now += RepairSchedule.QUIET;
        assertThat(repairAll(10, UNCHANGED)).containsExactlyInAnyOrder(keys);
        now += HOUR / 10 - 60_000; // after all pauses, before the next regular check
        assertThat(schedule.next(now)).isEmpty();
    }

    /**
     * Repairs all attachments that are due.
     *
     * @param took the duration of each repair, in milliseconds
     * @param changes the changes of each repair
     * @return the keys of the attachments, in the order of their repairs
     */
    private List<String> repairAll(long took, Ending ending, String... changes) {
        List<String> keys = new ArrayList<>();
        schedule.next(now).ifPresent(first -> {
            Due due = first;
            while (due != null) {
                keys.add(due.key());
                end(due.key(), took, ending, changes);
                due = schedule.next(now).orElse(null);
            }
        });
        return keys;
    }

    /** {@return whether the attachment is not repaired any more after this repair} */
    private boolean end(String key, long took, Ending ending, String... changes) {
        now += took;
        boolean mustLeaveAlone = changes.length > 0 && schedule.mustLeaveAlone(key, List.of(changes), now);
        boolean isLeftAlone = schedule.ended(key, ending, took, now);
        assertThat(isLeftAlone).isEqualTo(mustLeaveAlone);
        return isLeftAlone;
    }

    private void waitForNext() {
        now += schedule.waitFrom(now);
    }

    @Test
    void newAttachmentsAreDue() {
        kept("a", "b");
    }

    @Test
    void aRepairWaitsUntil200MillisecondsPassWithoutAnEvent() {
        kept("a");
        schedule.demand("a", "pod: route default deleted", now);
        assertThat(schedule.waitFrom(now)).isEqualTo(200);
        now += 150;
        schedule.demand("a", "pod: address 10.6.0.9 removed", now);
        now += 150;
        assertThat(schedule.next(now)).isEmpty();
        now += 50;
        assertThat(schedule.next(now)).hasValue(new Due("a", "pod: route default deleted and 1 other change"));
        assertThat(schedule.next(now)).isEmpty();
    }

    @Test
    void aRepairWaitsAtMostOneSecondAfterTheFirstEvent() {
        kept("a");
        long first = now;
        for (; now < first + 1000; now += 100) {
            assertThat(schedule.next(now)).isEmpty();
            schedule.demand("a", "pod: route default deleted", now);
        }
        assertThat(schedule.next(first + 1000)).isPresent();
    }

    @Test
    void anEventDuringARepairLeadsToAnotherRepair() {
        kept("a");
        schedule.demand("a", "one", now);
        now += 200;
        assertThat(schedule.next(now)).isPresent();
        schedule.demand("a", "two", now + 5);
        end("a", 10, CHANGED, "x");
        waitForNext();
        assertThat(schedule.next(now)).hasValue(new Due("a", "two"));
        end("a", 10, UNCHANGED);
        assertThat(schedule.waitFrom(now)).isGreaterThan(30_000);
    }

    @Test
    void theFirstRepairsAfterAQuietTimeWaitOnlyForTheEndOfTheEvents() {
        kept("a");
        for (int i = 0; i < 6; i++) {
            schedule.demand("a", "pod: route default deleted", now);
            assertThat(schedule.waitFrom(now)).isEqualTo(RepairSchedule.QUIET);
            waitForNext();
            assertThat(schedule.next(now)).isPresent();
            end("a", 400, UNCHANGED); // as slow as the repairs of a new agent
        }
        schedule.demand("a", "pod: route default deleted", now);
        assertThat(schedule.waitFrom(now)).isBetween(RepairSchedule.QUIET + 1, 5000L);
        now += 20_000;
        assertThat(schedule.next(now)).isPresent();
    }

    @Test
    void aPodIsRepairedForAtMostATenthOfTheTime() {
        kept("storm", "other");
        long time = 100_000;
        long most = time / 10 + RepairCpuBudget.MOST + 300;
        assertThat(storm(time, "storm")).isBetween(most / 2, most);

        schedule.demand("other", "pod: route default deleted", now);
        schedule.demand("storm", "pod: route created", now);
        now += 200;
        assertThat(repairAll(300, UNCHANGED)).hasSizeBetween(1, 2).contains("other");
    }

    @Test
    void aPodWithSeveralNicsIsRepairedForAtMostATenthOfTheTime() {
        for (String nic : List.of("eth0", "net1", "net2")) {
            schedule.put(nic, "pod", false, CauseKind.START, now);
        }
        long time = 100_000;
        assertThat(storm(time, "eth0", "net1", "net2")).isLessThanOrEqualTo(time / 10 + RepairCpuBudget.MOST + 300);
    }

    /**
     * Requests repairs all the time, as if the pods changed constantly. A repair takes 300 ms.
     *
     * @param time for how long repairs are requested, in milliseconds
     * @param keys the keys of the attachments
     * @return the total duration of the repairs, in milliseconds
     */
    private long storm(long time, String... keys) {
        long end = now + time;
        long repairing = 0;
        while (now < end) {
            for (String key : keys) {
                schedule.demand(key, "pod: route created", now);
            }
            Optional<Due> due = schedule.next(now);
            if (due.isPresent()) {
                end(due.get().key(), 300, UNCHANGED);
                repairing += 300;
            }
            now += 10;
        }
        return repairing;
    }

    @Test
    void theRepairAfterAnAddWaitsForThePodToStartUnlessAnEventComesFirst() {
        schedule.next(now); // the first round
        schedule.put("a", "a", false, CauseKind.ADD, now);
        assertThat(schedule.waitFrom(now)).isEqualTo(RepairSchedule.SETTLING);

        schedule.demand("a", "pod: route deleted", now);
        assertThat(schedule.waitFrom(now)).isEqualTo(RepairSchedule.QUIET);
    }

    @Test
    void anotherAddDoesNotFillTheBudget() {
        kept("a");
        schedule.demand("a", "one", now);
        now += 200;
        schedule.next(now);
        end("a", 5000, UNCHANGED);
        schedule.put("a", "a", false, CauseKind.ADD, now);
        assertThat(schedule.waitFrom(now)).isBetween(29_000L, 30_001L);
    }

    @Test
    void aPodThatUndoesTheSameRepairFiveTimesIsLeftAloneUntilItIsReplaced() {
        kept("a");
        for (int i = 1; i <= 5; i++) {
            schedule.demand("a", "pod: rule deleted", now);
            waitForNext();
            assertThat(schedule.next(now)).isPresent();
            assertThat(end("a", 10, CHANGED, "rule add", "other " + i)).isEqualTo(i == 5);
        }
        schedule.demand("a", "pod: rule deleted", now);
        schedule.demandAll("node address removed", now);
        now += 1000;
        assertThat(schedule.next(now)).isEmpty();

        schedule.put("a", "a", false, CauseKind.ADD, now);
        waitForNext();
        assertThat(schedule.next(now)).hasValue(new Due("a", "ADD"));
    }

    @Test
    void repairsWithDifferentChangesOrLongPausesDoNotCountAsUndone() {
        kept("a");
        for (int i = 0; i < 20; i++) {
            schedule.demand("a", "pod: rule deleted", now);
            waitForNext();
            assertThat(schedule.next(now)).isPresent();
            assertThat(end("a", 10, CHANGED, "rule " + i)).isFalse();
        }
        for (int i = 0; i < 20; i++) {
            now += HOUR / 24;
            schedule.demand("a", "pod: rule deleted", now);
            now += 200;
            repairAll(10, CHANGED, "the same rule");
        }
        schedule.demand("a", "pod: rule deleted", now);
        now += 1000;
        assertThat(schedule.next(now)).isPresent();
    }

    @Test
    void podsAreStillRepairedWhenAnAddressOfTheNodeComesAndGoes() {
        kept("a", "b");
        for (int i = 0; i < 12; i++) {
            schedule.demandAll("node address 10.0.0.5 removed", now);
            do {
                waitForNext();
            } while (schedule.next(now).isEmpty());
            end("a", 0, CHANGED, "route del");
            end("b", 0, CHANGED, "route del");
            repairAll(10, CHANGED, "route del");
        }
        assertThat(schedule.waitFrom(now)).isLessThan(HOUR);
        schedule.demandAll("node address 10.0.0.5 added", now);
        now += 10_500;
        assertThat(repairAll(10, CHANGED, "route add")).containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void anEventOfTheNodeMakesEachAttachmentDueOncePerRound() {
        kept("a", "b", "c");
        schedule.demandAll("node address 10.0.0.5 removed", now);
        now += 200;
        assertThat(schedule.next(now).map(Due::cause)).hasValue("node address 10.0.0.5 removed");
        Set<String> seen = new HashSet<>();
        schedule.demandAll("node address 10.0.0.5 added", now); // after the round of the first event has begun
        for (String key : List.of("a", "b", "c")) {
            end(key, 0, CHANGED, "x");
        }
        seen.addAll(repairAll(10, CHANGED, "x"));
        now += 1000;
        seen.addAll(repairAll(10, CHANGED, "x"));
        assertThat(seen).contains("a", "b", "c");
    }

    @Test
    void repairsThatChangeNothingAfterEventsOfTheNodeTakeAtMostAQuarterOfTheTime() {
        kept("a", "b", "c", "d");
        long begin = now;
        long repairing = 0;
        while (now < begin + 60_000) {
            schedule.demandAll("node route 10.1.0.0/16 created", now);
            Optional<Due> due = schedule.next(now);
            if (due.isPresent()) {
                end(due.get().key(), 100, UNCHANGED);
                repairing += 100;
            }
            now += 10;
        }
        assertThat(repairing).isBetween(2_000L, 60_000L / 4);
    }

    @Test
    void anAttachmentWithAnEventOfItsPodIsRepairedBeforeTheRestOfARound() {
        kept("a", "b", "c");
        schedule.demandAll("node address removed", now);
        schedule.demand("c", "pod: rule deleted", now);
        now += 200;
        assertThat(schedule.next(now).map(Due::key)).hasValue("c");
    }

    @Test
    void aFailedRepairIsTriedAgainAfterGrowingPausesOrAfterAnEvent() {
        kept("a");
        schedule.demand("a", "one", now);
        now += 200;
        List<Long> pauses = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            assertThat(schedule.next(now)).hasValue(new Due("a", "one"));
            end("a", 1, FAILED);
            pauses.add(schedule.waitFrom(now));
            waitForNext();
        }
        assertThat(pauses).containsExactly(1000L, 2000L, 4000L, 8000L);
        schedule.next(now);
        end("a", 1, FAILED);
        schedule.demand("a", "two", now);
        assertThat(schedule.waitFrom(now)).isEqualTo(200);
    }

    @Test
    void aRepairThatCouldNotBeMadeIsTriedAgainAfterHalfASecond() {
        kept("a");
        schedule.demand("a", "one", now);
        now += 200;
        schedule.next(now);
        end("a", 100, BUSY);
        assertThat(schedule.waitFrom(now)).isEqualTo(500);
    }

    @Test
    void attachmentsThatAreHeldOrWhoseRepairsAreOffAreNotDue() {
        kept("a");
        schedule.demand("a", "one", now);
        now += 200;
        schedule.next(now);
        assertThat(end("a", 1, OFF)).isFalse();
        schedule.demand("a", "two", now);
        schedule.put("b", "b", true, CauseKind.ADD, now);
        now += 1000;
        assertThat(schedule.next(now)).isEmpty();
    }

    @Test
    void aRemovedAttachmentIsForgottenEvenDuringARound() {
        kept("a", "b");
        schedule.demandAll("node address removed", now);
        now += 200;
        Due first = schedule.next(now).orElseThrow();
        schedule.retain(List.of(first.key()), now);
        end(first.key(), 10, CHANGED, "x");
        assertThat(schedule.next(now)).isEmpty();
        schedule.demandAll("node address added", now);
        now += 1000;
        assertThat(repairAll(1, UNCHANGED)).containsExactly(first.key());
    }

    @Test
    void aRoundBeginsEveryTenMinutesAndTakesAtMostAThousandthOfTheTime() {
        schedule.put("a", "a", false, CauseKind.START, now);
        now += 200;
        repairAll(100, UNCHANGED);
        assertThat(schedule.waitFrom(now)).isBetween(599_000L, 600_000L);
        waitForNext();
        assertThat(schedule.next(now)).hasValue(new Due("a", "regular check"));
        end("a", 2000, UNCHANGED);
        assertThat(schedule.waitFrom(now)).isEqualTo(2_000_000);
    }

    @Test
    void repairsThatAreOffBeginAgainAfterTheOptionsOfTheNodeHaveChanged() {
        kept("a", "b");
        schedule.put("held", "held", true, CauseKind.ADD, now);
        schedule.demand("a", "one", now);
        now += RepairSchedule.QUIET;
        schedule.next(now);
        end("a", 1, OFF);
        schedule.demandAll("node address added", now);
        now += RepairSchedule.QUIET;
        assertThat(repairAll(1, UNCHANGED)).containsExactly("b");

        schedule.optionsChanged("options", now);
        now += 60_000;
        assertThat(repairAll(1, UNCHANGED)).containsExactlyInAnyOrder("a", "b");
        schedule.demand("a", "two", now);
        now += RepairSchedule.QUIET;
        assertThat(schedule.next(now)).map(Due::key).contains("a");
    }

    @Test
    void anAttachmentThatIsLeftAloneIsNotDueAfterTheOptionsOfTheNodeHaveChanged() {
        kept("a", "b");
        boolean isLeftAlone = false;
        while (!isLeftAlone) {
            schedule.demand("a", "event", now);
            now += RepairSchedule.QUIET;
            schedule.next(now);
            isLeftAlone = end("a", 1, CHANGED, "x");
        }

        schedule.optionsChanged("options", now);
        now += 60_000;
        assertThat(repairAll(1, UNCHANGED)).containsExactly("b");
    }
}
