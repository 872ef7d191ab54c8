/**
 * The native functions that this module calls, and nothing else that is native.
 *
 * <p>They are called through jffi, the layer under JNR-FFI: an interface that JNR-FFI implements at run time costs a cold start 20 to
 * 60 ms, this 4. {@link meta.netlink.libc.Libc} is the whole list, and no type of jffi is seen outside of this package.
 *
 * <p>Every function returns what C returns, and in place of -1 the negated errno, as the kernel itself does. That is right in every
 * thread, and needs no exception for what is often no error:
 *
 * <pre>{@code
 * int descriptor = Libc.open("/run/netns/pod", Libc.O_RDONLY | Libc.O_CLOEXEC);
 * if (descriptor == -Errno.ENOENT.number()) …
 * }</pre>
 */
@NullMarked
package meta.netlink.libc;

import org.jspecify.annotations.NullMarked;
