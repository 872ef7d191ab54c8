package meta.image.packaging;

import java.util.Map;

/** The licences of the packages' components, as SPDX expressions. */
final class SpdxLicences {
    static final String OURS = "Apache-2.0";
    static final String JDK = "GPL-2.0-only WITH Classpath-exception-2.0";
    static final String C_LIBRARY = "LGPL-2.1-or-later";

    private static final Map<String, String> OF_MODULES = Map.of(
            "com.fasterxml.jackson.core", "Apache-2.0 AND MIT",
            "info.picocli", "Apache-2.0",
            "org.apache.logging.log4j", "Apache-2.0",
            "org.apache.logging.log4j.core", "Apache-2.0",
            "org.jnrproject.jffi", "(Apache-2.0 OR LGPL-3.0-or-later) AND MIT");

    private SpdxLicences() {}

    /**
     * {@return the licence of a module of the image}
     *
     * @param module the name of the module
     * @throws IllegalArgumentException if the licence is not known
     */
    static String ofModule(String module) {
        if (module.startsWith("java.") || module.startsWith("jdk.")) {
            return JDK;
        }
        if (module.startsWith("meta.")) {
            return OURS;
        }
        String licence = OF_MODULES.get(module);
        if (licence == null) {
            throw new IllegalArgumentException(
                    "module " + module + ": its licence is not known; add it to SpdxLicences.java");
        }
        return licence;
    }
}
