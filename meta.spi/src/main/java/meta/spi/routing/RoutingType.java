package meta.spi.routing;

import meta.spi.NicTables;
import meta.spi.PluginType;
import meta.spi.StepContext;

/** A plugin type that gives the NICs of a pod routing tables of their own. Its steps include {@link MigrateRoute}. */
public interface RoutingType extends PluginType {

    /**
     * {@return the table of each NIC after the call}
     *
     * <p>The decision must not depend on whether the call is the first one: a repeated call must return the same tables.
     *
     * @param context the state before any step has planned; the options are those of the type, and the tables are {@link NicTables#NONE}
     * @throws meta.spi.PlanningException if the type cannot decide for this pod; the call fails before it changes anything
     */
    NicTables tables(StepContext context);

    /** {@return which NIC gets the main table after another NIC of the pod is deleted; always the same} */
    MainNic mainNic();

    /** {@return the tables of a type; {@link NicTables#NONE} if it is not a {@code RoutingType}} */
    static NicTables tables(PluginType type, StepContext context) {
        return type instanceof RoutingType routing ? routing.tables(context) : NicTables.NONE;
    }

    /** {@return the main NIC of a type; {@link MainNic#FIRST} if it is not a {@code RoutingType}} */
    static MainNic mainNic(PluginType type) {
        return type instanceof RoutingType routing ? routing.mainNic() : MainNic.FIRST;
    }
}
