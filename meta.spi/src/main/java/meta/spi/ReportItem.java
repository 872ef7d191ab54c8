package meta.spi;

import java.util.List;
import meta.spi.net.Link;

record ReportItem(Link link, List<PrevResult.Ip> ips, String reason) implements Plan.Report {}
