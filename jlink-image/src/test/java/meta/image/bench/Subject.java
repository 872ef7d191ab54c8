package meta.image.bench;

import java.util.function.Supplier;
import meta.image.topology.Command;

/**
 * A process whose time is taken.
 *
 * @param name what the report calls it
 * @param command what is run; asked for before each run, outside the time taken
 */
record Subject(String name, Supplier<Command> command) {}
