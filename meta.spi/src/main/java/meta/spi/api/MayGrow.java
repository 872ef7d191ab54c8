package meta.spi.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A sealed type to which a later version with the same major number may add kinds. A {@code switch} over its kinds needs a default branch. A
 * sealed type without this annotation keeps its kinds.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface MayGrow {}
