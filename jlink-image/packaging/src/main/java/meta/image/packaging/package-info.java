/**
 * Makes the packages of the image: a {@code .tar.gz}, a {@code .deb} and an OCI image. Also writes their bill of materials, digests and
 * signatures.
 *
 * <p>{@link meta.image.packaging.PackageImage} is the program. With the same arguments and input files, the packages do not depend
 * on the time or the host of the packaging.
 */
@NullMarked
package meta.image.packaging;

import org.jspecify.annotations.NullMarked;
