/**
 * A test kit for authors of steps. A test writes states and plans as lines in the syntax of {@code ip}, and needs no root.
 *
 * <p>{@link meta.spi.testkit.Given} builds the input of a step from such lines. {@link meta.spi.testkit.PlanAssert} compares the plan of the step
 * with the expected lines:
 *
 * <pre>{@code
 * var context = given("""
 *         host link vethabc lladdr 0a:00:00:00:00:01 peer veth0 netns pod
 *         pod  link veth0 lladdr 0a:00:00:00:00:02
 *         """).podAddresses("10.6.0.9").context();
 *
 * assertThat(new SetupNeighborhood().plan(context)).isPlan("""
 *         host ip neigh replace 10.6.0.9 dev vethabc lladdr 0a:00:00:00:00:02 nud permanent protocol 109
 *         """);
 * }</pre>
 *
 * <p>The line for an object in a state is the line of the plan that would create the object, without the program and the verb. {@link
 * meta.spi.testkit.HandlerAssert} tests handlers of effects, and {@link meta.spi.testkit.Generator} makes random states and plans.
 */
package meta.spi.testkit;
