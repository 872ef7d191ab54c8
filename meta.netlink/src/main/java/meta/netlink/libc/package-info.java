/**
 * Calls the functions of the C library that this module needs, through jffi. An interface that JNR-FFI implements at run time would make
 * the start of a process slower.
 *
 * <p>Most methods for C functions report errors as negated errnos, which other threads cannot overwrite:
 *
 * <pre>{@code
 * int descriptor = Libc.open("/run/netns/pod", Libc.O_RDONLY | Libc.O_CLOEXEC);
 * if (descriptor == -Errno.ENOENT.number()) …
 * }</pre>
 */
@NullMarked
package meta.netlink.libc;

import org.jspecify.annotations.NullMarked;
