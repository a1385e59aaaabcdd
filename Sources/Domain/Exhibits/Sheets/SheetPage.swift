import Access
import Files
import Kernel
import Language
import Markup
import Resources
import Storage
import Venues
import Web

/// The desk's page of one exhibit: its sheet, its photographs, and every thing of it.
struct SheetPage: Sendable {
    let exhibit: Exhibit
    let photos: [Photo]
    let pieces: [Piece]
    /// What a set may hold; nil for a single exhibit.
    let choices: [Exhibit]?
    /// To which sets a thing of it may belong.
    let sets: [Piece]
    var reading: FormReading
    var pieceReading: FormReading
    var problem: Refusal?

    init(_ id: ID<Resource>, for identity: Identity, in tx: Transaction) throws {
        exhibit = try tx.ownersExhibit(id, identity)
        photos = try tx.photos(.sheet, of: id.number)
        pieces = try tx.pieces(of: id)
        choices = exhibit.isSet ? try tx.singleExhibits(of: exhibit.ownerID) : nil
        sets = exhibit.isSet ? [] : try tx.setPieces(of: exhibit.ownerID)
        let sheet = try tx.sheet(of: id) ?? ExhibitSheet(), members = try tx.members(of: id)
        reading = SheetForm.form(choices).filled(SeenForm.marked(SheetForm.values(of: sheet, members)), choices: SheetForm.ticked(in: sheet))
        pieceReading = PieceForm.form(sets).empty
    }

    private var path: String { "/desk/exhibits/\(exhibit.id.text)" }

    func answer(_ visit: Visit) -> Answer {
        visit.desk(
            exhibit.name.phrase, lede: Phrase("展品登记表、照片和每一件实物。", "Its form, its photographs, and every single one of it."),
            trail: [("/desk", Phrase("工作台", "Desk")), ("/desk/exhibits", Phrase("展品与借展", "Exhibits and loans"))],
            status: reading.isGood && pieceReading.isGood && problem == nil ? 200 : 422
        ) {
            p {
                a(.href("/desk/resources/\(exhibit.id)")) { visit.say(Phrase("目录条目", "Its entry in the catalogue")) }
                " · "
                a(.href("/resources/\(exhibit.id)/availability")) { visit.say(Phrase("档期", "When it is free")) }
            }
            if let problem { div(.class("notice", "notice-error"), .role("alert")) { p { visit.say(problem.phrase) } } }
            pieceSection(visit)
            photoSection(visit)
            section(.class("stack"), .id("sheet")) {
                h2 { visit.say(Phrase("展品登记表", "Exhibit form")) }
                visit.formHTML(reading, action: "\(path)/sheet", submit: Phrase("保存登记表", "Save the form"))
            }
        }
    }

    private func pieceSection(_ visit: Visit) -> HTML {
        section(.class("stack"), .id("pieces")) {
            h2 { visit.say(exhibit.isSet ? Phrase("有几套", "Sets there are") : Phrase("实物", "Things there are")) }
            if pieces.isEmpty {
                p { visit.say(Phrase("还没有登记实物。登记之后才能预留和借出。", "None is entered. It can be reserved and lent once there is one.")) }
            } else {
                PieceTable(pieces: pieces, visit: visit).html
            }
            details(.open(!pieceReading.isGood || pieces.isEmpty)) {
                summary { visit.say(Phrase("登记一件", "Enter one")) }
                visit.formHTML(pieceReading.marked("piece"), action: "\(path)/pieces", submit: Phrase("登记", "Enter it"), makes: true)
            }
        }
    }

    private func photoSection(_ visit: Visit) -> HTML {
        section(.class("stack"), .id("photos")) {
            h2 { visit.say(Phrase("照片", "Photographs")) }
            if !photos.isEmpty {
                ul(.class("photos"), .role("list")) {
                    for (place, photo) in photos.enumerated() {
                        li {
                            img(
                                .src(.within("/resources/\(exhibit.id)/photos/\(photo.id)")),
                                .alt(visit.say(Phrase("第 \(place + 1) 张照片", "Photograph \(place + 1)"))), .loading("lazy"))
                            visit.postButton(Phrase("移出", "Take it out"), posts: "\(path)/photos/\(photo.id.text)/removal", style: "button-quiet")
                        }
                    }
                }
            }
            form(.method(.post), .action(.within("\(path)/photos")), .class("form"), .enctype("multipart/form-data")) {
                visit.csrfField
                PhotoField.html("photo", Phrase("照片（JPEG 或 PNG，每张 5 MB 以内）", "Photographs (JPEG or PNG, up to 5 MB each)"), many: true, visit)
                div(.class("form-actions")) { button(.class("button"), .type("submit")) { visit.say(Phrase("加入照片", "Add them")) } }
            }
        }
    }
}

/// A field that takes photographs; on a phone it offers the camera.
enum PhotoField {
    static func html(_ name: String, _ title: Phrase, many: Bool, _ visit: Visit) -> HTML {
        div(.class("field")) {
            label(.for("field-\(name)")) { visit.say(title) }
            input(.type("file"), .id("field-\(name)"), .name(name), .accept(Picture.accept), .multiple(many))
        }
    }
}
