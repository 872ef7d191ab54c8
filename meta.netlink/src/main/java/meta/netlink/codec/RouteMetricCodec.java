package meta.netlink.codec;

import java.nio.ByteBuffer;
import java.util.List;
import meta.netlink.Attribute;
import meta.netlink.Family;

/** The metrics of a route: attributes with {@code RTAX_} numbers. */
enum RouteMetricCodec implements WireType<List<Attribute>> {
    RTA_METRICS;

    @Override
    public boolean fits(int length, Family family) {
        return true; // read checks the payload
    }

    @Override
    public String expected(Family family) {
        return "attributes";
    }

    @Override
    public List<Attribute> read(ByteBuffer payload, Family family) {
        return Attributes.read(payload, name());
    }

    @Override
    public void write(List<Attribute> value, Family family, Output out) {
        Attributes.write(value, out);
    }
}
