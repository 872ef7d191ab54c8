package meta.spi.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a sealed type that may get further subtypes in a later version of the API with the same major number. A {@code switch} over its
 * subtypes needs a default branch. A sealed type without this annotation gets no further subtypes.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface MayGrow {}
