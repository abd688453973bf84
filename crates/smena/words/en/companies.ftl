companies-search = Name, phone, e-mail or site
companies-new = New company
companies-edit = Edit the company
companies-empty = No companies yet
companies-empty-text = A company is whom you do business with: its people and its deals come together on its card.
companies-name = Name
companies-site = Site
companies-parent = Part of
companies-parts = Parts of this company
companies-created = The company is saved.
companies-add-contact = Add a contact
companies-no-contacts = No contacts in this company yet.
companies-no-deals = No deals with this company yet.

error-companies-site = A site looks like example.com or https://example.com.
error-companies-circle = This company is a part of the one being edited. Choose another.
