import Kernel
import Markup
import Web

/// Photographs side by side, each opening large.
struct PhotoList {
    let photos: [Photo]
    /// `/resources/…`; a photograph's address is `base/photos/{id}`.
    let base: String
    let says: Phrase
    let visit: Visit

    @HTMLBuilder var html: HTML {
        if !photos.isEmpty {
            ul(.class("photos"), .role("list")) {
                for (place, photo) in photos.enumerated() {
                    li {
                        a(.href(.within("\(base)/photos/\(photo.id)"))) {
                            img(
                                .src(.within("\(base)/photos/\(photo.id)")),
                                .alt(visit.say(Phrase("\(says.zh)，第 \(place + 1) 张", "\(says.en), \(place + 1)"))), .loading("lazy"))
                        }
                    }
                }
            }
        }
    }
}
