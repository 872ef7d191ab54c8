package meta.spi.routing;

import meta.spi.NicTables;
import meta.spi.PluginType;
import meta.spi.StepContext;

/**
 * A plugin type that gives the NICs of a pod routing tables of their own. One of its steps must be {@link MigrateRoute}, which creates the
 * tables.
 *
 * <p>For a type from a third party, {@link #mainNic} is called once, when the jar is loaded. Each call of {@link #tables} is on a separate
 * thread that is interrupted after 10 s. Several threads can call {@link #tables} at the same time.
 */
public interface RoutingType extends PluginType {

    /**
     * {@return the routing table of each NIC, as it should be after the call; not null}
     *
     * <p>The method is called before the first step plans. The result must be the same in the first call for an attachment and in each
     * repetition.
     *
     * @param context the observed state, the options of the type, and an {@link meta.spi.Addressing} whose tables are {@link
     *     NicTables#NONE}
     * @throws meta.spi.PlanningException if the type cannot decide for this pod; the call fails with the message before it changes anything
     */
    NicTables tables(StepContext context);

    /**
     * {@return the rule that chooses, when a NIC of the pod is deleted, which of the other NICs takes its place; not null, and the same in
     * every call}
     *
     * <p>The rule decides which NIC gets the mark of a shared veth pair, whose address becomes the source of our routes in the main table,
     * and whose routes have precedence when the main table gets routes back.
     */
    MainNic mainNic();

    /**
     * {@return the tables that the type decides on; {@link NicTables#NONE} if the type is not a {@code RoutingType}}
     *
     * @throws meta.spi.PlanningException as for {@link #tables(StepContext)}
     */
    static NicTables tables(PluginType type, StepContext context) {
        return type instanceof RoutingType routing ? routing.tables(context) : NicTables.NONE;
    }

    /** {@return the {@link #mainNic()} of the type; {@link MainNic#FIRST} if the type is not a {@code RoutingType}} */
    static MainNic mainNic(PluginType type) {
        return type instanceof RoutingType routing ? routing.mainNic() : MainNic.FIRST;
    }
}
