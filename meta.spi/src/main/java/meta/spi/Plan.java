package meta.spi;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import meta.spi.net.Link;
import meta.spi.net.NetworkObject;

/**
 * What should be, in the order in which it has to come about.
 *
 * @param items what should be there, be gone, or be told
 */
public record Plan(List<Item> items) {
    /** Nothing should be other than it is. */
    public static final Plan NOTHING = new Plan(List.of());

    /** One wish of a plan, and why it is there, for whoever reads the plan, the log or an error. */
    public sealed interface Item permits Ensure, Remove, Report {
        /** {@return why; empty where the step's description says it already} */
        String reason();
    }

    /** The object should be there and be just so; what has its key now is changed or replaced. */
    public record Ensure(NetworkObject object, String reason) implements Item {}

    /** There should be no object with this one's key; a link takes what is on it along. */
    public record Remove(NetworkObject object, String reason) implements Item {}

    /** The result of the call lists the link among its interfaces (CNI spec 1.1.0 "ADD Success"). */
    public record Report(Link link, String reason) implements Item {}

    public Plan {
        items = List.copyOf(items);
    }

    public static Plan ensure(NetworkObject object) {
        return new Plan(List.of(new Ensure(object, "")));
    }

    public static Plan remove(NetworkObject object) {
        return new Plan(List.of(new Remove(object, "")));
    }

    public static Plan remove(Collection<? extends NetworkObject> objects) {
        return forEach(objects, Plan::remove);
    }

    public static Plan report(Link link) {
        return new Plan(List.of(new Report(link, "")));
    }

    /** {@return the plans for each of the elements, one after the other} */
    public static <T> Plan forEach(Collection<? extends T> elements, Function<? super T, Plan> planFor) {
        List<Item> all = new ArrayList<>();
        for (T element : elements) {
            all.addAll(planFor.apply(element).items());
        }
        return new Plan(all);
    }

    /** {@return this plan and then the other} */
    public Plan then(Plan next) {
        List<Item> all = new ArrayList<>(items);
        all.addAll(next.items());
        return new Plan(all);
    }

    /** {@return the plan with this reason for each of its items that has none yet} */
    public Plan because(String reason) {
        List<Item> explained = new ArrayList<>();
        for (Item item : items) {
            explained.add(item.reason().isEmpty() ? explained(item, reason) : item);
        }
        return new Plan(explained);
    }

    private static Item explained(Item item, String reason) {
        return switch (item) {
            case Ensure ensure -> new Ensure(ensure.object(), reason);
            case Remove remove -> new Remove(remove.object(), reason);
            case Report report -> new Report(report.link(), reason);
        };
    }
}
