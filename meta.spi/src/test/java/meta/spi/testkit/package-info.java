/**
 * A test kit for authors of steps: states and plans are {@code ip} lines, and no root is needed.
 *
 * <p>{@link meta.spi.testkit.Given} has the inputs of a step. {@link meta.spi.testkit.PlanAssert} compares the plan with the expected lines:
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
 * <p>A line of a state is the line of a plan that would create the object, without program and verb. {@link meta.spi.testkit.Generator} makes random
 * states and plans.
 */
package meta.spi.testkit;
