/// The style sheet of a pack's pages, kept in `Data/viewer.css`.
enum ViewerStyle {}
