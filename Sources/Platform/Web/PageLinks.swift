import Kernel
import Markup

/// What a page's head says to search machines and messengers: its one address, the same page in the other language, and how it
/// looks where somebody shares it.
struct PageLinks {
    let page: Page
    let visit: Visit

    @HTMLBuilder var html: HTML {
        if page.status == 200, !page.isDesk {
            link(.rel("canonical"), .href(address(chosen)))
            for tongue in Tongue.allCases { link(.rel("alternate"), .hreflang(tongue.tag), .href(address(tongue))) }
            link(.rel("alternate"), .hreflang("x-default"), .href(address(nil)))
            if asked.pairs.count > 1 { meta(.name("robots"), .content("noindex, follow")) }
            preview
        } else {
            meta(.name("robots"), .content("noindex"))
        }
    }

    /// Open Graph: the card that a messenger shows of a shared link.
    @HTMLBuilder private var preview: HTML {
        let name = visit.say(visit.frame.name)
        property("og:site_name", name)
        property("og:type", "website")
        property("og:title", visit.say(page.title))
        property("og:description", visit.say(page.told))
        property("og:url", address(chosen).text)
        property("og:locale", visit.language == .zh ? "zh_CN" : "en_GB")
        property("og:image", visit.origin + "/img/share.png?v=\(visit.frame.assetVersion)")
        property("og:image:width", "1200")
        property("og:image:height", "630")
        property("og:image:alt", name)
        meta(.name("twitter:card"), .content("summary_large_image"))
    }

    private func property(_ name: String, _ value: String) -> HTML { meta(.property(name), .content(value)) }

    /// The language that the address itself asks for.
    private var chosen: Tongue? { visit.query["lang"].flatMap(Tongue.init(rawValue:)) }

    /// What of the address decides what the page shows: without what apps append, and without a slash at the end.
    private var asked: Query { visit.query.asked }

    private func address(_ tongue: Tongue?) -> Address {
        let path = "/" + visit.path.split(separator: "/").joined(separator: "/")
        let query = tongue.map { asked.setting("lang", $0.rawValue) } ?? asked
        return Address(outside: visit.origin + Address.within(path, query: query).text) ?? .within(path, query: query)
    }
}

extension Page {
    /// The sentence that search machines and messengers show under the title.
    var told: Phrase {
        preview ?? lede ?? Phrase("查找身边的科普活动、场馆和数据。", "Find science activities, venues and figures near you.")
    }
}
