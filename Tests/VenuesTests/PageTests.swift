import Access
import Declaration
import Kernel
import Language
import Storage
import TestKit
import Testing
import Venues

@Suite("The pages of venues and networks")
struct PageTests {
    static let naughty = [
        "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "&amp;lt; &#60;", "'; DROP TABLE venues_venue;--", "\u{202E}倒过来\u{202C}",
        "Ω≈ç√ 田中さん 👩‍🔬", "{{7*7}} ${x} %s %n", "</title></textarea><svg/onload=1>",
    ]

    @Test(arguments: naughty)
    func sayNamesAsTheyAre(name: String) async throws {
        let database = try await rooms.database(.sqlite)
        let (organisation, venue) = try await database.write { tx in
            let wording = Wording(name, name + " en")
            let organisation = try tx.addOrganisation(key: "one", name: wording, kind: .museum)
            let venue = try tx.addVenue(key: "one", name: wording, kind: .museum, organisation: organisation, address: wording)
            var network = Network(id: tx.newID(), key: "one", name: wording, hubID: venue)
            network.summary = wording
            network.organisationID = organisation
            network.members = [.init(venueID: venue, role: wording)]
            network.classes = [.init(key: "all", kind: .museum, name: wording, provenance: Provenance(sources: ["S1"], note: wording))]
            try tx.save(network, by: 0)
            var agreement = Agreement(id: tx.newID(), key: "one", name: wording, signed: try #require(RoughDay("2022")), text: wording)
            agreement.parties = [organisation, try tx.addOrganisation(key: "two", name: wording, kind: .media)]
            agreement.commitments = [.init(key: "aa", text: wording)]
            try tx.save(agreement, by: 0)
            return (organisation, venue)
        }
        #expect(organisation.number != venue.number)
        for language in ["zh", "en"] {
            let browser = Browser(try await rooms.site(database), language: language)
            for path in ["/venues", "/venues/\(venue)", "/networks/one"] {
                let page = try await browser.go(path)
                #expect(page.status == 200, "\(path)")
                #expect(page.html.count(of: "<h1") == 1, "\(path)")
                for tag in ["<script>", "<img src=x", "<svg/onload", "</title></textarea>"] { #expect(!page.html.contains(tag), "\(path) \(tag)") }
            }
        }
    }

    @Test func showTheVenueWithItsNetworkAndAgreements() async throws {
        let database = try await rooms.database(.sqlite)
        _ = try await rooms.apply(SectionTests.file, to: database)
        let browser = Browser(try await rooms.site(database))
        let hub = try #require(try await database.read { try $0.venue(key: "hub") })
        let page = try await browser.go("/venues/\(hub.id)")
        for words in ["City Science Museum", "planned and not open yet", "2 Nanguan Street", "City Association", "The hub, the “1”", "Framework agreement"] {
            #expect(page.text.contains(words), "\(words)")
        }
        let caravan = try #require(try await database.read { try $0.venue(key: "caravan") })
        #expect(try await browser.go("/venues/\(caravan.id)").text.contains("since September 2022"))
        let network = try await browser.go("/networks/one-plus-n")
        #expect(network.html.contains("/venues?region=610000") && network.text.contains("Where its venues are"))
        for words in ["54", "Announced by the source, 2022", "2019 to June 2021", "Not a member now", "still planned"] {
            #expect(network.text.contains(words), "\(words)")
        }
    }

    @Test func refuseWhatIsNotThere() async throws {
        let database = try await rooms.database(.sqlite)
        let browser = Browser(try await rooms.site(database))
        #expect(try await browser.go("/venues/0000000000001").status == 404)
        #expect(try await browser.go("/venues/nonsense").status == 404)
        #expect(try await browser.go("/networks/none").status == 404)
        let wrong = try await browser.go("/venues?kind=castle")
        #expect(wrong.status == 400)
        #expect(wrong.text.contains("castle"))
        let unknown = try await browser.go("/venues?colour=red")
        #expect(unknown.status == 400)
        #expect(unknown.text.contains("There is no filter “colour”"))
        #expect(try await browser.go("/venues?utm_source=wechat&from=groupmessage&isappinstalled=0&fbclid=x&gclid=y&lang=en").status == 200)
        #expect(try await browser.go("/networks/none?colour=red").status == 400)
        #expect(try await browser.go("/venues?page=99").status == 400)
    }

    @Test(arguments: TestEngine.allCases)
    func answerMachines(_ engine: TestEngine) async throws {
        let database = try await rooms.database(engine)
        let id = try await database.write { tx in
            let body = try tx.addOrganisation(key: "one", name: Wording("一", "One"), kind: .museum, region: "610113")
            return try tx.addVenue(key: "hall", name: Wording("雁塔科技馆", "Yanta Hall"), kind: .museum, region: "610113", organisation: body)
        }
        let browser = Browser(try await rooms.site(database))
        let page = try await browser.go("/venues/\(id.text).json")
        #expect(page.status == 200 && page.headers["content-type"] == "application/json")
        for piece in [#""id":"\#(id.text)""#, #""name":{"zh":"雁塔科技馆","en":"Yanta Hall"}"#, #""region":"610113""#, #""latitude":null"#] {
            #expect(page.html.contains(piece), "\(piece)")
        }
        #expect(try await browser.go("/venues/\(id.text)").text.contains("Yanta Hall"))
        #expect(try await browser.go("/venues/0000000000001.json").status == 404)
    }
}
