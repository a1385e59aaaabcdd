import Kernel
import Language
import Storage
import Venues

/// A network of the whole country, so that its page shows members in every province.
enum DemoNetwork {
    static let key = "demo-network"

    static func add(_ bodies: [DemoBody], _ tx: Transaction) throws {
        guard let hub = bodies.first(where: { $0.region == "610113" }), try tx.network(key: key) == nil else { return }
        var network = Network(id: tx.newID(), key: key, name: Wording("示例“1+N”场馆体系", "“1+N” network (demo)"), hubID: hub.venue)
        network.organisationID = hub.organisation
        network.summary = Wording(
            "为演示而虚构：以一家科技馆为“1”，各省的科技馆、教育基地、校园科技馆、流动科技馆和大篷车为“N”。",
            "Made up for the demonstration: one science museum is the “1”; museums, bases, campus and mobile museums and caravans of all provinces are the “N”.")
        let since = RoughDay("2024")
        network.members = bodies.filter { $0.venue != hub.venue }.enumerated().map { number, body in
            let role = number % 5 == 0 ? Wording("区域分中心", "Regional centre") : Wording("成员馆", "Member")
            return Network.Member(venueID: body.venue, role: role, from: since)
        }
        try tx.save(network, by: 0)
    }
}
