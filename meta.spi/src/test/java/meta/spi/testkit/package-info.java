/**
 * What the author of a step tests with: a state as {@code ip} lines in, a plan as {@code ip} lines out, and no root.
 *
 * <p>{@link meta.spi.testkit.Given} reads the state and holds what else a step is told; {@link meta.spi.testkit.PlanAssert}
 * compares what the step plans with the lines that it should be:
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
 * <p>A line of a state is the line of the plan that would bring it about, without program and verb. What it does not say is what
 * {@code ip} would make of it. For properties of all states and plans there is {@link meta.spi.testkit.Generator}.
 */
package meta.spi.testkit;
