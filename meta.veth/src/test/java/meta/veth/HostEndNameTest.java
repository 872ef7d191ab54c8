package meta.veth;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostEndNameTest {
    @ParameterizedTest
    @CsvSource({ // the last column: veth and the first 11 digits of: printf %s ID | sha256sum
        "0, veth0, veth5feceb66ffc",
        "0123456789, veth0123456789, veth84d89877f0d",
        "0123456789a, veth0123456789a, veth73ceda67679",
        "0123456789abcdef, veth0123456789a, veth9f9f5111f7b",
        "cnitool-77383ca0a0715733ca6f, vethcnitool-773, vethcca6b5e67b2",
    })
    void theNamesFitIntoADeviceName(String containerId, String preferred, String fallback) {
        HostEndName name = new HostEndName(containerId);
        assertThat(name.preferred()).isEqualTo(preferred);
        assertThat(name.fallback()).isEqualTo(fallback).hasSize(15);
    }
}
