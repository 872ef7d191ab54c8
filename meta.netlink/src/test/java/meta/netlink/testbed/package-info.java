/**
 * Supports tests with the real kernel: creates network namespaces for each test, and runs {@code ip} to prepare a test and to check the result.
 *
 * <pre>{@code
 * @Test
 * @NeedsRealKernel
 * void aDeviceCanBeRenamed(ScratchNamespaces net) {
 *     String pod = net.make("pod");
 *     net.ip("-n", pod, "link", "add", "one", "type", "dummy");
 *     …
 *     assertThat(net.ip("-n", pod, "-br", "link")).contains("two");
 * }
 * }</pre>
 *
 * <p>The package is part of the test jar and does not depend on the module.
 */
package meta.netlink.testbed;
