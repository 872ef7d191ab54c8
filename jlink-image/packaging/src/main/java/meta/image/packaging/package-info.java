/**
 * Makes the packages of the image: a {@code .tar.gz}, a {@code .deb} and an OCI image, with their bill of materials, digests and signatures.
 *
 * <p>{@link meta.image.packaging.PackageImage} is the program. It first makes a {@link meta.image.packaging.StagedImage}: a copy of the
 * image with the C library, the licence texts, the bill and the manifest. Each package is then a pure function of these files: they are in the
 * order of their paths, the modes are 0755 or 0644, the owner is root, and the only time is that of {@code lib/modules}.
 */
@NullMarked
package meta.image.packaging;

import org.jspecify.annotations.NullMarked;
